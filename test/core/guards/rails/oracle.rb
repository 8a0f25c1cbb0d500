# Prints what Rails' own router draws: method, path and controller#action of each route, in order. Argument: the application's folder.
# What Devise and Sidekiq add to the language of routes is stood in for by blocks that are just run.

require "json"
require "action_controller"
require "action_dispatch"

folder = ARGV[0]
routes = ActionDispatch::Routing::RouteSet.new
routes.draw_paths << File.join(folder, "config/routes")
application = Struct.new(:routes).new(routes)

module Rails
end
Rails.define_singleton_method(:application) { application }

module Sidekiq
  Web = ->(_env) { [200, {}, []] }
end

module StoodIn
  def authenticate(*)
    yield
  end

  # The model is not there: signing in and out.
  def devise_for(name)
    get "#{name}/sign_in", to: Sidekiq::Web
    post "#{name}/sign_in", to: Sidekiq::Web
    delete "#{name}/sign_out", to: Sidekiq::Web
  end
end
ActionDispatch::Routing::Mapper.include(StoodIn)

config = File.read(File.join(folder, "config/application.rb")) if File.exist?(File.join(folder, "config/application.rb"))
routes.default_scope = nil
api = config.to_s.include?("api_only = true")
routes.define_singleton_method(:api_only?) { api }
load File.join(folder, "config/routes.rb")

drawn = routes.routes.map do |route|
  controller = route.defaults[:controller]
  {
    method: route.verb.empty? ? "*" : route.verb,
    path: route.path.spec.to_s.delete_suffix("(.:format)"),
    to: controller && "#{controller}##{route.defaults[:action]}"
  }
end
puts JSON.generate(drawn)
