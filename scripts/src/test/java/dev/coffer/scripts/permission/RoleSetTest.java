package dev.coffer.scripts.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.RoleSet;
import dev.coffer.access.Urn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class RoleSetTest {

    private static final Pattern NEEDED = Pattern.compile("urn: \"(\\w[\\w-]*:[\\w-]+):");
    private static final int FEWEST = 40;

    /** What some operation of some service needs, without its target. */
    private static Set<String> needed() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (Resource schema :
                new PathMatchingResourcePatternResolver().getResources("classpath*:schema/**/*.graphqls")) {
            Matcher urn = NEEDED.matcher(schema.getContentAsString(StandardCharsets.UTF_8));
            while (urn.find()) {
                needed.add(urn.group(1));
            }
        }
        return needed;
    }

    @ParameterizedTest
    @EnumSource
    void a_set_grants_only_what_there_is(RoleSet set) throws IOException {
        Set<String> granted = new TreeSet<>();
        set.roles()
                .forEach(role -> role.grants().forEach(grant -> {
                    Urn urn = grant.urn();
                    granted.add(urn.resource() + ":" + urn.action());
                }));
        assertThat(needed()).hasSizeGreaterThan(FEWEST).containsAll(granted);
    }
}
