class Admin::UsersController < Admin::BaseController
  before_action(only: :destroy) { head :forbidden unless current_user.admin? }

  def index
    render plain: "users"
  end

  def destroy
    head :no_content
  end
end
