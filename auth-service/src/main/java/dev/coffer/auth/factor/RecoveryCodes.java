package dev.coffer.auth.factor;

import java.util.List;

/** The codes as the user gets them, once: the GraphQL type {@code RecoveryCodes}. */
record RecoveryCodes(List<String> codes) {

    RecoveryCodes {
        codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
        return "RecoveryCodes[***]";
    }
}
