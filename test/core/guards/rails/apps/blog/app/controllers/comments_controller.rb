class CommentsController < ApplicationController
  def index
    render plain: "comments"
  end

  def create
    head :created
  end
end
