package org.notes;

import javax.annotation.security.RolesAllowed;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.*;

@RestController
public class NotesController implements NotesApi {
    @Override
    public String all() {
        return "notes";
    }

    @Override
    @Secured({"ROLE_EDITOR", "ROLE_CHIEF"})
    public String hook() {
        return "hooked";
    }

    @PutMapping("/{id:[0-9]+}")
    @RolesAllowed("EDITOR")
    public String edit(@PathVariable long id) {
        return "edited";
    }

    @PreAuthorize("hasRole('ADMIN')")
    @DeleteMapping("/{id}")
    public String delete(@PathVariable long id) {
        return "gone";
    }

    @GetMapping("/audit")
    public String audit() {
        return "audit";
    }

    @GetMapping("/public/{name}")
    public String open(@PathVariable String name) {
        return name;
    }
}
