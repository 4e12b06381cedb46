package dev.coffer.gateway.execute;

import dev.coffer.gateway.transport.GatewayServer;
import org.springframework.core.env.Environment;

/** Breaks two architecture rules on purpose, so that a test can see them caught. */
public record GuiltyOfKnowingTheServer(GatewayServer server, Environment environment) {}
