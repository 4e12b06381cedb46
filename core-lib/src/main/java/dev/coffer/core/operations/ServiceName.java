package dev.coffer.core.operations;

import java.util.regex.Pattern;

/** What the operators' fields of a service begin with. @param prefix its short name, "auth" */
record ServiceName(String prefix) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    ServiceName {
        if (!NAME.matcher(prefix).matches()) {
            throw new IllegalArgumentException("fields cannot be named after the service " + prefix);
        }
    }
}
