package dev.coffer.auth.role;

import dev.coffer.core.permission.PolicyPage;
import dev.coffer.core.permission.PolicyPass;
import dev.coffer.core.seal.MasterKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the services of this installation which roles tenants have. What a tenant's roles permit is no secret of theirs, but nothing
 * for strangers either: whoever asks shows that they have the installation's master key.
 */
@RestController
class HttpPolicyPage {

    private final LiveRoles roles;
    private final PolicyPass pass;

    HttpPolicyPage(LiveRoles roles, MasterKey masterKey) {
        this.roles = roles;
        this.pass = PolicyPass.of(masterKey);
    }

    /**
     * @param since the revision that the caller has
     * @return 401 for a stranger; 503 before this replica has read any: a service keeps what it has and asks again
     */
    @GetMapping("/internal/policies.json")
    ResponseEntity<String> policies(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(required = false) @Nullable Long since) {
        if (!pass.isShownBy(authorization)) {
            return empty(HttpStatus.UNAUTHORIZED);
        }
        PolicyPage page = roles.page(since);
        return page == null
                ? empty(HttpStatus.SERVICE_UNAVAILABLE)
                : ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(page.toJson());
    }

    private static ResponseEntity<String> empty(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
