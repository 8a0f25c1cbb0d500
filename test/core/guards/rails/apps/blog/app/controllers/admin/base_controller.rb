module Admin
  class BaseController < ApplicationController
    include StaffOnly
  end
end
