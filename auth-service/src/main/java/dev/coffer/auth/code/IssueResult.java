package dev.coffer.auth.code;

import java.time.Duration;

/** What became of asking for a code. */
public sealed interface IssueResult {

    record Issued(IssuedCode code) implements IssueResult {}

    /** Nothing was made and none of the earlier ones was touched. @param pause until the next one may be asked for */
    record SentTooOften(Duration pause) implements IssueResult {}
}
