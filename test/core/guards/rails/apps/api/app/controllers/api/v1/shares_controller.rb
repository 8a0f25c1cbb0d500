class Api::V1::SharesController < ApplicationController
  before_action -> { doorkeeper_authorize! :share, :write }

  def create
    head :created
  end
end
