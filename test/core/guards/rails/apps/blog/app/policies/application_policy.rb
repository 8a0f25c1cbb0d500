class ApplicationPolicy
  attr_reader :user, :record

  def create?
    false
  end

  def update?
    false
  end
end
