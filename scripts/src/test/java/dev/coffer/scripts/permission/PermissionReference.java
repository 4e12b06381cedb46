package dev.coffer.scripts.permission;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.CompiledPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/reference/permissions.md}. */
final class PermissionReference {

    static final List<String> ROLES = List.of(
            BuiltInRoles.USER,
            BuiltInRoles.OPERATOR,
            BuiltInRoles.FINANCE,
            BuiltInRoles.GAME_PROVIDER,
            BuiltInRoles.MERCHANT,
            BuiltInRoles.ADMIN,
            BuiltInRoles.TENANT_ADMIN);

    private final CompiledPolicy policy = BuiltInRoles.policy().compile();

    CompiledPolicy policy() {
        return policy;
    }

    String text(List<Operation> operations) {
        StringBuilder text = new StringBuilder("""
                # Who may ask for what

                Generated from the schemas and the built-in roles by `PermissionMatrixIT`, which also asks for each of these through the
                gateway as each of these roles; do not edit. **Read a change of this file as a change of who may do what.**

                `yes` is for anybody's of the tenant, `own` for the caller's own. What belongs to another tenant is not found,
                whatever the role. A role may be assigned beside others: what one of them permits is permitted. Whose something is
                where a column says `own`: the caller's, or that of the argument named in brackets. Some operations look further
                than their permission: nobody approves what they asked for themselves, and nobody gives a role that permits more than
                their own.
                """);
        operations.stream()
                .collect(Collectors.groupingBy(Operation::service, LinkedHashMap::new, Collectors.toList()))
                .forEach((service, of) -> text.append(section(service, of)));
        return text.toString();
    }

    private String section(String service, List<Operation> operations) {
        String header = "%n## %s%n%n| operation | kind | needs | anybody | %s |%n|---|---|---|---|%s%n"
                .formatted(service, String.join(" | ", ROLES), "---|".repeat(ROLES.size()));
        return operations.stream().map(this::row).collect(Collectors.joining("", header, ""));
    }

    private String row(Operation one) {
        String roles =
                ROLES.stream().map(role -> one.reach(policy, role).word()).collect(Collectors.joining(" | "));
        String owner = one.owner().isEmpty() ? "" : " (`" + one.owner() + "`)";
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        one.name(),
                        one.kind().toLowerCase(Locale.ROOT),
                        one.urn() == null ? "" : "`" + one.urn() + "`" + owner,
                        one.urn() == null ? "yes" : "-",
                        roles);
    }
}
