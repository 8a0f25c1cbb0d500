module Admin
  class JobsController < BaseController
    skip_before_action :require_staff, only: :index

    def index
      render plain: "jobs"
    end
  end
end
