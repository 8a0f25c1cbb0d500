class Api::V1::ExportsController < ActionController::API
  def show
    if request.headers["X-Export-Key"] != "k"
      render json: {}, status: 401
      return
    end

    render json: []
  end
end
