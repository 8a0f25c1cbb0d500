scope "/extra", module: "admin" do
  match "jobs(/:kind)", to: "jobs#index", via: [:get, :post]
end
