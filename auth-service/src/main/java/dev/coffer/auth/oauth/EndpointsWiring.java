package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSessions;
import dev.coffer.auth.browser.HttpPages;
import dev.coffer.auth.network.HttpClients;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.Users;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.permission.Permissions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Spring Security's authorization server on its own paths. Boot's own security stays off the class path, since it would put a chain
 * before everything of every service that shares this process.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class EndpointsWiring {

    private static final String AUTHORIZE = "/oauth2/authorize";
    private static final String USER_INFO = "/userinfo";
    private static final List<String> PATHS = List.of(
            "/oauth2/*", USER_INFO, "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    /** Registered by hand: a filter that is only a bean stands before every path. */
    @Bean
    DelegatingFilterProxyRegistrationBean oauthFilters() {
        DelegatingFilterProxyRegistrationBean registration =
                new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        registration.setUrlPatterns(PATHS);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(OauthSettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer())
                .jwkSetEndpoint("/.well-known/jwks.json")
                .build();
    }

    @Bean
    JwtDecoder verifiedJwts(TokenVerifier verifier) {
        return new VerifiedJwts(verifier);
    }

    @Bean
    AuthorizationAnswers authorizationAnswers(OauthSettings settings, HttpPages pages) {
        return new AuthorizationAnswers(settings.issuer(), pages);
    }

    @Bean
    UserSteps userSteps(SecureRandom random, Clock clock) {
        return new UserSteps(new AuthorizationCodes(random, clock));
    }

    @Bean
    SecurityFilterChain oauthEndpoints(
            HttpSecurity http,
            MongoAuthorizations authorizations,
            RememberedConsents consents,
            GrantTokens tokens,
            RegisteredClients clients,
            OauthSettings settings,
            AuthorizationAnswers answers,
            UserSteps steps,
            NetworkLimits limits,
            HttpClients httpClients,
            BrowserSessions sessions,
            Tenants tenants,
            Users users,
            Permissions permissions,
            Clock clock) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        server.withObjectPostProcessor(new WithoutHttpSessions());
        String consentPage = settings.issuer() + HttpConsentPages.CONSENT;
        NetworkBounds bounds = new NetworkBounds(limits, httpClients);
        DeviceAnswers deviceAnswers = new DeviceAnswers(settings.issuer(), tenants);
        http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        all -> all.authorizationService(authorizations)
                                .authorizationConsentService(consents)
                                .tokenGenerator(tokens)
                                .registeredClientRepository(clients)
                                .clientAuthentication(authentication -> proveClients(authentication, clients))
                                .tokenEndpoint(
                                        endpoint -> endpoint.authenticationProviders(EndpointsWiring::withoutExchange)
                                                .errorResponseHandler(bounds::tell))
                                .tokenIntrospectionEndpoint(endpoint -> endpoint.authenticationProviders(
                                                providers -> providers.replaceAll(provider ->
                                                        new BoundIntrospection(provider, clients, permissions)))
                                        .errorResponseHandler(bounds::tell))
                                .tokenRevocationEndpoint(endpoint -> endpoint.errorResponseHandler(bounds::tell))
                                .authorizationEndpoint(endpoint -> endpoint.consentPage(consentPage)
                                        .authenticationProviders(steps::ofAuthorization)
                                        .authorizationResponseHandler(answers::succeed)
                                        .errorResponseHandler(answers::fail))
                                .deviceAuthorizationEndpoint(
                                        endpoint -> endpoint.deviceAuthorizationResponseHandler(deviceAnswers::succeed))
                                .deviceVerificationEndpoint(
                                        endpoint -> endpoint.consentPage(consentPage)
                                                .authenticationProviders(steps::ofDevice)
                                                .deviceVerificationResponseHandler(
                                                        (request, response, done) -> answers.show(
                                                                response,
                                                                HttpStatus.OK,
                                                                "The device is connected. You can close this page."))
                                                .errorResponseHandler(
                                                        (request, response, failed) -> answers.show(
                                                                response,
                                                                HttpStatus.BAD_REQUEST,
                                                                "The code is wrong, has expired, or you refused. Nothing was allowed.")))
                                .authorizationServerMetadataEndpoint(
                                        endpoint -> endpoint.authorizationServerMetadataCustomizer(
                                                metadata -> metadata.claims(Discovery::describe)))
                                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                                endpoint -> endpoint.providerConfigurationCustomizer(
                                                        metadata -> metadata.claims(Discovery::describeOpenId)))
                                        .userInfoEndpoint(endpoint -> endpoint.authenticationProviders(providers -> {
                                            providers.clear();
                                            providers.add(new TellUserInfo(users));
                                        }))));
        stateless(http, new BrowserContexts(sessions, clock), bounds);
        return http.build();
    }

    private static void proveClients(OAuth2ClientAuthenticationConfigurer authentication, RegisteredClients clients) {
        PublicClients publicClients = new PublicClients(clients);
        authentication
                .authenticationConverter(publicClients)
                .authenticationProvider(publicClients)
                .authenticationProviders(providers -> {
                    providers.removeIf(provider -> provider instanceof JwtClientAssertionAuthenticationProvider
                            || provider instanceof X509ClientCertificateAuthenticationProvider);
                    for (AuthenticationProvider provider : providers) {
                        if (provider instanceof ClientSecretAuthenticationProvider bySecret) {
                            bySecret.setPasswordEncoder(new DigestedSecrets());
                        }
                    }
                });
    }

    private static void withoutExchange(List<AuthenticationProvider> providers) {
        providers.removeIf(OAuth2TokenExchangeAuthenticationProvider.class::isInstance);
    }

    private static void stateless(HttpSecurity http, BrowserContexts contexts, NetworkBounds bounds) {
        DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        http.addFilterBefore(new UnavailableAnswers(), SecurityContextHolderFilter.class)
                .addFilterAfter(bounds, SecurityContextHolderFilter.class)
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                request -> AUTHORIZE.equals(request.getRequestURI()) && SignInDemand.isSilent(request))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // An access token opens what it is for, and asks for no other ones.
                .oauth2ResourceServer(resource -> resource.bearerTokenResolver(
                        request -> request.getRequestURI().equals(USER_INFO) ? bearer.resolve(request) : null))
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                                (request, response, failed) ->
                                        response.sendRedirect("/signin?continue=" + encoded(request)),
                                paths.matcher(AUTHORIZE))
                        .defaultAuthenticationEntryPointFor(
                                (request, response, failed) ->
                                        response.sendRedirect("/signin?continue=" + encoded(request)),
                                paths.matcher("/oauth2/device_verification")));
    }

    private static String encoded(HttpServletRequest request) {
        return URLEncoder.encode(SignInDemand.wayBack(request), StandardCharsets.UTF_8);
    }

    /** OpenID Connect would remember sessions in this process, for a logout that is not offered. */
    private static final class WithoutHttpSessions implements ObjectPostProcessor<OAuth2AuthorizationEndpointFilter> {

        @Override
        public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
            filter.setSessionAuthenticationStrategy((authentication, request, response) -> {});
            return filter;
        }
    }
}
