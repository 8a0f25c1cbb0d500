package org.notes;

import org.springframework.security.config.annotation.method.configuration.EnableGlobalMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.builders.WebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;

@EnableGlobalMethodSecurity(securedEnabled = true, jsr250Enabled = true)
public class WebSecurity extends WebSecurityConfigurerAdapter {
    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.authorizeRequests()
                .antMatchers("/notes/public/**").permitAll()
                .antMatchers("/notes/audit").access("hasRole('AUDITOR') and isFullyAuthenticated()")
                .antMatchers("/internal/**").denyAll()
                .anyRequest().authenticated()
            .and()
            .httpBasic()
            .and()
            .csrf().ignoringAntMatchers("/notes/hook");
    }

    @Override
    public void configure(WebSecurity web) {
        web.ignoring().antMatchers("/static/**");
    }
}
