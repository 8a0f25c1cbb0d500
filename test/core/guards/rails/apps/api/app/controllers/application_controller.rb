class ApplicationController < ActionController::API
  include ActionController::HttpAuthentication::Token::ControllerMethods

  class NotAllowed < StandardError; end

  before_action :authenticate
  rescue_from NotAllowed do
    render json: { error: "not allowed" }, status: :forbidden
  end

  private

  def authenticate
    authenticate_token || render_unauthorized
  end

  def authenticate_token
    authenticate_with_http_token { |token, _| @current = token if token == "t1" }
  end

  def render_unauthorized
    render json: { error: "bad token" }, status: :unauthorized
  end

  def require_role(role)
    raise NotAllowed unless @current_roles.include?(role)
  end
end
