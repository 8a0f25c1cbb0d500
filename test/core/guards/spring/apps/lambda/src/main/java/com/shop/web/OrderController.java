package com.shop.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/api")
public class OrderController {
    @GetMapping("/products/{id}")
    public String product(@PathVariable Long id) {
        return "product";
    }

    @PostMapping("/products")
    public String addProduct() {
        return "added";
    }

    @PostMapping("/login")
    public String login() {
        return "token";
    }

    @GetMapping({"/orders", "/orders/{id}"})
    public String orders() {
        return "orders";
    }

    @GetMapping("/orders/export")
    public String export() {
        return "all";
    }

    @DeleteMapping("/orders/{id}")
    public String cancel(@PathVariable Long id) {
        return "cancelled";
    }

    @GetMapping("/reports/{year}")
    public ResponseEntity<String> report(@PathVariable int year, Account account) {
        if (!account.owns(year)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        return ResponseEntity.ok("report");
    }
}
