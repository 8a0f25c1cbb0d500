Rails.application.routes.draw do
  resources :articles, :categories, only: [:index]

  resources :people, path: "humans", path_names: { new: "neu", edit: "aendern" } do
    resources :addresses, shallow: true, except: [:new, :edit]
    resource :avatar, only: [:show, :destroy]
    namespace :private do
      resources :letters, only: :index
    end
    collection do
      get :export
      delete "all", action: :clear
    end
    new do
      get :preview
    end
    member { patch :lock }
    get "history"
  end

  scope "/shop", as: "shop" do
    resources :orders, param: :number, only: [:show] do
      resources :items, only: [:index]
    end
  end

  scope module: "internal" do
    get "stats", to: "stats#index"
  end

  scope controller: :pages do
    get "imprint"
    get "privacy", action: :data
  end

  controller :sessions do
    post "login", action: :create
  end

  resource :account do
    get :billing
    resources :cards, only: [:create]
  end

  namespace :v1, path: "version-1", module: "api" do
    resources :statuses, only: [:show]
  end

  constraints subdomain: "api" do
    get "ping", to: "health#ping"
  end

  get "files/*path", to: "files#show"
  get "old", to: redirect("/new")
  match "any", to: "pages#any", via: :all
  resources :photos, controller: "images", only: [:index, :update]
  get "profile/:name", to: "profiles#show", name: /[a-z]+/
end
