class PostPolicy < ApplicationPolicy
  def update?
    user.author_of?(record)
  end
end
