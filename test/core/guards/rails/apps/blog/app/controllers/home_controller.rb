class HomeController < ApplicationController
  skip_before_action :authenticate_user!

  def index
    render plain: "index"
  end

  def about
    render plain: "about"
  end

  def terms
    render plain: "terms"
  end
end
