package io.clinic;

public enum Permission {
    READ("patient:read"),
    WRITE("patient:write");

    public static final String REMOVE = "patient:remove";
    private final String code;

    Permission(String code) {
        this.code = code;
    }
}
