package com.shop.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

public class TokenFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws java.io.IOException {
        String header = request.getHeader("Authorization");
        if (header != null && !tokens.isValid(header)) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Token is not valid");
            return;
        }
        chain.doFilter(request, response);
    }
}
