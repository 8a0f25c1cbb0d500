package com.shop.config;

import static org.springframework.security.config.Customizer.withDefaults;

import com.shop.security.Roles;
import com.shop.security.TokenFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

@Configuration
@EnableWebSecurity
public class SecurityConfig {
    private static final String[] PUBLIC = {"/api/login", "/api/products/**"};

    @Bean
    @Order(2)
    SecurityFilterChain site(HttpSecurity http) throws Exception {
        http
            .authorizeHttpRequests(requests -> requests
                .requestMatchers("/", "/about").permitAll()
                .anyRequest().authenticated())
            .formLogin(withDefaults());
        return http.build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, TokenFilter tokenFilter) throws Exception {
        http
            .securityMatcher("/api/**")
            .csrf(AbstractHttpConfigurer::disable)
            .authorizeHttpRequests(auth -> {
                auth.requestMatchers(HttpMethod.GET, PUBLIC).permitAll();
                auth.requestMatchers("/api/login").permitAll();
                auth.requestMatchers("/api/orders/export").hasAnyRole(Roles.ADMIN, Roles.CLERK);
                auth.requestMatchers("/api/orders/**").permitAll();
                auth.requestMatchers(HttpMethod.DELETE, "/api/orders/**").hasRole(Roles.ADMIN);
                auth.requestMatchers("/api/reports/**").hasAuthority("SCOPE_reports:read");
                auth.anyRequest().authenticated();
            })
            .exceptionHandling(e -> e.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
            .addFilterBefore(tokenFilter, UsernamePasswordAuthenticationFilter.class);
        return http.build();
    }
}
