class User < ApplicationRecord
  ROLES = %w[owner manager].freeze
end
