class PostsController < ApplicationController
  skip_before_action :authenticate_user!, only: [:index, :show]
  before_action :set_post, only: [:show, :edit, :update, :destroy]
  before_action :only_authors, only: %i[edit update archive]

  def index
    render plain: "posts"
  end

  def show
    render plain: "post"
  end

  def create
    authorize Post
    head :created
  end

  def update
    authorize @post
    head :ok
  end

  def destroy
    authorize @post, :remove?
    head :no_content
  end

  def publish
    return head :forbidden unless current_user.role == "editor"

    head :ok
  end

  def search
    render plain: "found"
  end

  private

  def set_post
    @post = params[:id]
    redirect_to posts_path if @post.nil?
  end

  def only_authors
    render plain: "no", status: :forbidden unless current_user.has_role?(:author) || current_user.has_role?(:chief)
  end
end
