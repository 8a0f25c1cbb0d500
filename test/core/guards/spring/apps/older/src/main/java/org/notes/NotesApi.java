package org.notes;

import org.springframework.web.bind.annotation.*;

@RequestMapping(path = "/notes")
public interface NotesApi {
    @GetMapping
    String all();

    @PostMapping(path = "/hook")
    String hook();
}
