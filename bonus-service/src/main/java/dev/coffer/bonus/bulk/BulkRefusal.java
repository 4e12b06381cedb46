package dev.coffer.bonus.bulk;

import dev.coffer.core.graphql.GraphQlName;

/** A user to whom the bonus was not given. @param code as clients see it */
@GraphQlName("BonusBulkRefusal")
record BulkRefusal(String userId, String code, String message) {}
