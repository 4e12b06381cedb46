package dev.coffer.auth.browser;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * The two cookies of the pages. Their prefix has a browser take them over https only (and from the user's own machine), from this
 * very host, for all of it.
 */
public final class HttpCookies {

    static final String SESSION = "__Host-coffer";
    static final String FORM = "__Host-coffer-form";
    private static final int FORM_BYTES = 16;

    private final SecureRandom random;

    HttpCookies(SecureRandom random) {
        this.random = random;
    }

    /** What stands for the session, null where the browser sent nothing. */
    public static @Nullable String session(HttpServletRequest request) {
        return value(request, SESSION);
    }

    /** The header that has the browser forget the session's cookie. */
    public static String forgotten() {
        return cookie(SESSION, "").maxAge(0).build().toString();
    }

    /** The header by which the browser keeps a form token. */
    public static String keptForm(String token) {
        return header(FORM, token);
    }

    /** The browser's form token; a new one where it has none. */
    public String form(HttpServletRequest request) {
        String known = value(request, FORM);
        if (known != null && known.length() >= FORM_BYTES) {
            return known;
        }
        byte[] bytes = new byte[FORM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a form was shown to this browser: another site can have it sent, and cannot know what the cookie says. */
    public static boolean isFromOwnForm(HttpServletRequest request, @Nullable String typed) {
        String known = value(request, FORM);
        return known != null
                && known.length() >= FORM_BYTES
                && typed != null
                && MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }

    /** Lax, because a user comes here by a link from the application. */
    static String header(String name, String value) {
        return cookie(name, value).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax");
    }

    private static @Nullable String value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return cookie.getValue();
            }
        }
        return null;
    }
}
