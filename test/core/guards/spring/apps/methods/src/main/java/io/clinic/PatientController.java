package io.clinic;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("${api.base:/patients}")
class Base {
}

@RestController
@RequestMapping("/patients")
@PreAuthorize("isAuthenticated()")
public class PatientController {
    private final Access access;

    @GetMapping
    public String all() {
        return "patients";
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasPermission(#id, 'Patient', 'read') or hasRole('DOCTOR')")
    public String one(@PathVariable Long id) {
        return "patient";
    }

    @PostMapping
    @IsDoctor
    public String add() {
        return "added";
    }

    @PutMapping("/{id}")
    @HasAnyOf({"patient:write", "patient:all"})
    public String change(@PathVariable Long id) {
        return "changed";
    }

    @DeleteMapping("/{id}")
    @PreAuthorize("hasAuthority('" + Permission.REMOVE + "')")
    public String remove(@PathVariable Long id) {
        access.checkWard(id);
        return "removed";
    }

    @GetMapping("/open")
    @PreAuthorize("permitAll()")
    public String open() {
        return "open";
    }
}

class Access {
    void checkWard(Long id) {
        if (id > 100) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "another ward");
        }
    }
}
