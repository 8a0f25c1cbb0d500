module Api
  module V1
    class NotesController < ApplicationController
      before_action -> { require_role("editor") }, only: [:create, :update]
      before_action :check_owner, only: [:destroy]
      rate_limit to: 10, within: 1.minute, only: :create

      def index
        render json: []
      end

      def show
        render json: {}
      end

      def create
        head :created
      end

      def update
        head :ok
      end

      def destroy
        head :no_content
      end

      private

      def check_owner
        raise NotAllowed unless User::ROLES.include?(current_user.role)
      end
    end
  end
end
