package dev.coffer.auth.oauthclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientDraftTest {

    private static final String CALLBACK = "https://lens.example.com/callback";

    private static List<String> problems(
            boolean isPublic,
            List<OauthGrant> grants,
            List<String> redirectUris,
            List<String> scopes,
            List<String> roles) {
        CodedException wrong = catchThrowableOfType(
                CodedException.class,
                () -> ClientDraft.parse("Lens", isPublic, grants, redirectUris, List.of(), scopes, roles));
        return wrong == null
                ? List.of()
                : wrong.problems().stream().map(FieldProblem::field).toList();
    }

    @Test
    void an_application_asks_for_what_it_needs() {
        assertThat(problems(
                        true,
                        List.of(OauthGrant.AUTHORIZATION_CODE, OauthGrant.REFRESH_TOKEN),
                        List.of(CALLBACK),
                        List.of("openid", "offline_access", "wallet:read", "wallet:read:own", "bet:*"),
                        List.of()))
                .isEmpty();
        assertThat(problems(
                        false,
                        List.of(OauthGrant.CLIENT_CREDENTIALS),
                        List.of(),
                        List.of("payment:capture"),
                        List.of("merchant")))
                .isEmpty();
    }

    @Test
    void where_a_logout_leads_is_exact_and_for_applications_with_a_browser() {
        List<OauthGrant> browser = List.of(OauthGrant.AUTHORIZATION_CODE);
        List<String> callback = List.of(CALLBACK);
        List<String> ends = List.of("https://lens.example.com/bye", "http://127.0.0.1:8080/bye");
        assertThat(ClientDraft.parse("Lens", true, browser, callback, ends, List.of(), List.of())
                        .postLogoutRedirectUris())
                .isEqualTo(ends);
        for (String wrong : List.of(
                "http://lens.example.com/bye", "https://lens.example.com/*", "https://a@b.example/", "javascript:x")) {
            assertThat(catchThrowableOfType(
                                    CodedException.class,
                                    () -> ClientDraft.parse(
                                            "Lens", true, browser, callback, List.of(wrong), List.of(), List.of()))
                            .problems())
                    .extracting(FieldProblem::field)
                    .containsExactly("input.postLogoutRedirectUris");
        }
        assertThat(catchThrowableOfType(
                                CodedException.class,
                                () -> ClientDraft.parse(
                                        "Lens",
                                        true,
                                        List.of(OauthGrant.DEVICE_CODE),
                                        List.of(),
                                        ends,
                                        List.of(),
                                        List.of()))
                        .problems())
                .extracting(FieldProblem::field)
                .containsExactly("input.postLogoutRedirectUris");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThat(problems(true, List.of(OauthGrant.CLIENT_CREDENTIALS), List.of(CALLBACK), List.of("*:*"), List.of()))
                .containsExactlyInAnyOrder("input.grants", "input.redirectUris", "input.scopes");
        assertThat(problems(false, List.of(), List.of(), List.of("wallet"), List.of("merchant")))
                .containsExactlyInAnyOrder("input.grants", "input.scopes", "input.roles");
        assertThat(problems(false, List.of(OauthGrant.AUTHORIZATION_CODE), List.of(), List.of(), List.of()))
                .containsExactly("input.redirectUris");
        assertThat(problems(false, List.of(OauthGrant.REFRESH_TOKEN), List.of(), List.of(), List.of()))
                .containsExactly("input.grants");
    }
}
