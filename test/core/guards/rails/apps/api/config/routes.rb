Rails.application.routes.draw do
  namespace :api, defaults: { format: :json } do
    namespace :v1 do
      resources :notes do
        resources :shares, only: [:create], shallow: true
      end
      resource :session, only: [:create, :destroy]
      get "export", to: "exports#show"
    end
  end
end
