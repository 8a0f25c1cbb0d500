class ReportsController < ApplicationController
  skip_before_action :authenticate_user!

  def show
    render plain: "report"
  end
end
