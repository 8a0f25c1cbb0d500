class OrdersController < ApplicationController
  before_action :authenticate_user!
  load_and_authorize_resource except: :index

  def index; end

  def show; end

  def create; end

  def update; end

  def destroy
    authorize! :cancel, @order
  end
end
