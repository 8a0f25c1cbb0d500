package io.clinic;

import java.lang.annotation.*;
import org.springframework.security.access.prepost.PreAuthorize;

@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasRole('DOCTOR')")
public @interface IsDoctor {
}
