package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.HttpCookies;
import dev.coffer.auth.browser.HttpPages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page {@code /signout}: where applications send a user to be signed out, and where users sign out themselves. */
@RestController
class HttpSignOut {

    static final String PATH = "/signout";
    private static final String HINT = "id_token_hint";
    private static final String CLIENT = "client_id";
    private static final String BACK = "post_logout_redirect_uri";
    private static final String STATE = "state";
    private static final List<String> PARAMETERS = List.of(HINT, CLIENT, BACK, STATE);
    private static final String NOT_OURS =
            "The application asked to sign you out in a way that we do not know from it. Nobody was signed out.";

    private final SignOut signOut;
    private final HttpCookies cookies;
    private final HttpPages pages;

    HttpSignOut(SignOut signOut, HttpCookies cookies, HttpPages pages) {
        this.signOut = signOut;
        this.cookies = cookies;
        this.pages = pages;
    }

    /** Without a hint nobody is believed to mean this user: they are asked. */
    @GetMapping(PATH)
    ResponseEntity<String> get(
            @RequestParam(name = HINT, required = false) @Nullable String idToken,
            @RequestParam(name = CLIENT, required = false) @Nullable String clientId,
            @RequestParam(name = BACK, required = false) @Nullable String back,
            @RequestParam(name = STATE, required = false) @Nullable String state,
            HttpServletRequest request) {
        if (idToken == null) {
            return asked(request);
        }
        SignOut.Request wanted = new SignOut.Request(idToken, clientId, back, state);
        return switch (signOut.signOut(wanted, HttpCookies.session(request))) {
            case SignOut.Result.NotOurs _ -> pages.error(HttpStatus.BAD_REQUEST, NOT_OURS);
            case SignOut.Result.SignedOut(@Nullable URI onward) -> onward == null ? signedOut() : to(onward);
        };
    }

    /**
     * The user's own answer; or an application's question by a form, which a browser sends without the cookie that says who is signed in:
     * sent here once more as a link it comes with it.
     */
    @PostMapping(PATH)
    ResponseEntity<String> post(@RequestParam(required = false) @Nullable String form, HttpServletRequest request) {
        if (request.getParameter(HINT) != null) {
            String query = PARAMETERS.stream()
                    .filter(name -> request.getParameter(name) != null)
                    .map(name -> name + "=" + URLEncoder.encode(request.getParameter(name), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return to(URI.create(PATH + "?" + query));
        }
        if (!HttpCookies.isFromOwnForm(request, form)) {
            return asked(request);
        }
        signOut.signOut(HttpCookies.session(request));
        return signedOut();
    }

    private ResponseEntity<String> asked(HttpServletRequest request) {
        String form = cookies.form(request);
        ResponseEntity<String> page = pages.page("sign-out", Map.of("form", form), null);
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(HttpHeaders.SET_COOKIE, HttpCookies.keptForm(form))
                .body(page.getBody());
    }

    private ResponseEntity<String> signedOut() {
        return pages.done("You are signed out", "You can close this page.");
    }

    private static ResponseEntity<String> to(URI onward) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(onward)
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
