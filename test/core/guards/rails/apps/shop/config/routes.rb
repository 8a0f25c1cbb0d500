Rails.application.routes.draw do
  devise_for :users
  resources :orders, except: [:new, :edit]
  resources :products, only: [:index, :show, :destroy]
  mount Sidekiq::Web => "/sidekiq"
end
