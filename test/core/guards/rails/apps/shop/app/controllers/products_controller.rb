class ProductsController < ApplicationController
  before_action :authenticate_user!, unless: -> { action_name == "index" }

  def index; end

  def show; end

  def destroy; end
end
