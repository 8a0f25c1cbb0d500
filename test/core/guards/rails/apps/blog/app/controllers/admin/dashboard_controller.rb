module Admin
  class DashboardController < BaseController
    http_basic_authenticate_with name: "admin", password: "secret"

    def show
      render plain: "dashboard"
    end
  end
end
