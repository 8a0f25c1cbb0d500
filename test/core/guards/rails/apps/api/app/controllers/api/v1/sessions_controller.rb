class Api::V1::SessionsController < ApplicationController
  skip_before_action :authenticate, only: [:create]

  def create
    user = User.find_by(email: params[:email])
    return head :unauthorized unless user&.authenticate(params[:password])

    head :created
  end

  def destroy
    head :no_content
  end
end
