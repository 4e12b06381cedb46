package dev.coffer.auth.oauth;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.StoreFailures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells an application to try again where the store is away. */
final class UnavailableAnswers extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableAnswers.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException failed) {
            if (!(failed instanceof CodedException) && !StoreFailures.isUnavailable(failed)) {
                throw failed;
            }
            LOG.warn("A request to {} failed: {}", request.getRequestURI(), failed.getMessage());
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter().write("{\"error\":\"temporarily_unavailable\"}");
        }
    }
}
