class Ability
  include CanCan::Ability

  def initialize(user)
    can :read, Product
  end
end
