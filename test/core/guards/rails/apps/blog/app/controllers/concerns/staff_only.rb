module StaffOnly
  extend ActiveSupport::Concern

  included do
    before_action :require_staff
  end

  private

  def require_staff
    redirect_to root_path unless current_user.staff?
  end
end
