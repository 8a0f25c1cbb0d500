package io.clinic;

import org.springframework.security.access.prepost.PreAuthorize;

@PreAuthorize("hasAnyAuthority('{value}')")
public @interface HasAnyOf {
    String[] value();
}
