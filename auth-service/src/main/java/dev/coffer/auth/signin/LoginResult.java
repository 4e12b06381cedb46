package dev.coffer.auth.signin;

import dev.coffer.auth.session.Session;
import java.time.Duration;

/** What became of a sign-in. */
public sealed interface LoginResult {

    record SignedIn(Session session) implements LoginResult {}

    /** The password is right, and the account has a second factor. */
    record SecondStep(SecondFactorRequired required) implements LoginResult {}

    record Refused(SignInRefusal reason) implements LoginResult {}

    /** The password is right, and the account is still being set up. */
    record NotYet(Duration pause) implements LoginResult {}

    /** Not even looked at. */
    record TriedTooOften(Duration pause) implements LoginResult {}
}
