Rails.application.routes.draw do
  concern :commentable do
    resources :comments, only: [:index, :create]
  end

  root "home#index"
  get "about", to: "home#about"
  get "/terms" => "home#terms"

  resources :posts, concerns: :commentable do
    member do
      post :publish
    end
    get :search, on: :collection
  end

  resource :profile, only: %i[show update]

  namespace :admin do
    resources :users, only: [:index, :destroy], param: :name
    root to: "dashboard#show"
  end

  authenticate :user do
    get "reports/:year", to: "reports#show", constraints: { year: /\d{4}/ }
  end

  draw :extra
end
