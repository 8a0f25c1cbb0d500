package com.shop.security;

public final class Roles {
    public static final String ADMIN = "ADMIN";
    public static final String CLERK = "CLERK";

    private Roles() {
    }
}
