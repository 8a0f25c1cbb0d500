class ProfilesController < ApplicationController
  protect_from_forgery with: :null_session

  def show
    render plain: "me"
  end

  def update
    head :ok
  end
end
