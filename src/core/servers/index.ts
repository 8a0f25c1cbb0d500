import type { Server } from '../facts/sign.ts';
import { airflow } from './airflow.ts';
import { akamai } from './akamai.ts';
import { anthropic } from './anthropic.ts';
import { apache } from './apache.ts';
import { apigee } from './apigee.ts';
import { apisix } from './apisix.ts';
import { appleApns } from './apple-apns.ts';
import { artifactory } from './artifactory.ts';
import { aspnet } from './aspnet.ts';
import { atlassian } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { authelia } from './authelia.ts';
import { aws } from './aws.ts';
import { awsApigateway } from './aws-apigateway.ts';
import { awsCognito } from './aws-cognito.ts';
import { awsWaf } from './aws-waf.ts';
import { azureApim } from './azure-apim.ts';
import { azureApplicationGateway } from './azure-application-gateway.ts';
import { azureArm } from './azure-arm.ts';
import { azureFrontDoor } from './azure-front-door.ts';
import { azureStorage } from './azure-storage.ts';
import { bitbucket } from './bitbucket.ts';
import { cloudflare } from './cloudflare.ts';
import { cloudflareApi } from './cloudflare-api.ts';
import { cloudfront } from './cloudfront.ts';
import { consul } from './consul.ts';
import { containerRegistry } from './container-registry.ts';
import { couchdb } from './couchdb.ts';
import { datadog } from './datadog.ts';
import { datadome } from './datadome.ts';
import { directus } from './directus.ts';
import { discord } from './discord.ts';
import { django } from './django.ts';
import { dropbox } from './dropbox.ts';
import { elasticsearch } from './elasticsearch.ts';
import { entraId } from './entra-id.ts';
import { envoy } from './envoy.ts';
import { express } from './express.ts';
import { f5Asm } from './f5-asm.ts';
import { facebook } from './facebook.ts';
import { fastapi } from './fastapi.ts';
import { fastifyJwt } from './fastify-jwt.ts';
import { fastly } from './fastly.ts';
import { flask } from './flask.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { googleFrontend } from './google-frontend.ts';
import { grafana } from './grafana.ts';
import { hapi } from './hapi.ts';
import { haproxy } from './haproxy.ts';
import { harbor } from './harbor.ts';
import { hasura } from './hasura.ts';
import { hubspot } from './hubspot.ts';
import { huggingface } from './huggingface.ts';
import { iis } from './iis.ts';
import { imperva } from './imperva.ts';
import { jenkins } from './jenkins.ts';
import { jsonwebtoken } from './jsonwebtoken.ts';
import { keycloak } from './keycloak.ts';
import { kibana } from './kibana.ts';
import { kong } from './kong.ts';
import { kubernetes } from './kubernetes.ts';
import { laravel } from './laravel.ts';
import { linkedin } from './linkedin.ts';
import { mapbox } from './mapbox.ts';
import { microsoftGraph } from './microsoft-graph.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { nginx } from './nginx.ts';
import { notion } from './notion.ts';
import { npm } from './npm.ts';
import { oauth2JwtBearer } from './oauth2-jwt-bearer.ts';
import { oauth2Proxy } from './oauth2-proxy.ts';
import { okta } from './okta.ts';
import { openai } from './openai.ts';
import { paypal } from './paypal.ts';
import { plaid } from './plaid.ts';
import { pypi } from './pypi.ts';
import { rails } from './rails.ts';
import { salesforce } from './salesforce.ts';
import { sendgrid } from './sendgrid.ts';
import { sharepoint } from './sharepoint.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { spotify } from './spotify.ts';
import { springSecurity } from './spring-security.ts';
import { squid } from './squid.ts';
import { stripe } from './stripe.ts';
import { sucuri } from './sucuri.ts';
import { supabase } from './supabase.ts';
import { symfonyJwt } from './symfony-jwt.ts';
import { telegram } from './telegram.ts';
import { traefik } from './traefik.ts';
import { twilio } from './twilio.ts';
import { twitch } from './twitch.ts';
import { tyk } from './tyk.ts';
import { vault } from './vault.ts';
import { vercel } from './vercel.ts';
import { vite } from './vite.ts';
import { wordfence } from './wordfence.ts';
import { wordpress } from './wordpress.ts';
import { xTwitter } from './x-twitter.ts';
import { zendesk } from './zendesk.ts';
import { zitadel } from './zitadel.ts';

/** Every server we know; where two are recognized, the special one goes before what stands in front. */
export const servers: readonly Server[] = [
  nginx,
  apache,
  iis,
  envoy,
  kong,
  traefik,
  haproxy,
  apigee,
  apisix,
  tyk,
  squid,
  oauth2Proxy,
  authelia,
  cloudflare,
  cloudflareApi,
  akamai,
  imperva,
  azureFrontDoor,
  azureApplicationGateway,
  f5Asm,
  sucuri,
  awsWaf,
  datadome,
  wordfence,
  cloudfront,
  awsApigateway,
  aws,
  awsCognito,
  azureStorage,
  azureArm,
  microsoftGraph,
  entraId,
  azureApim,
  google,
  googleFrontend,
  github,
  gitlab,
  bitbucket,
  containerRegistry,
  auth0,
  okta,
  keycloak,
  zitadel,
  kubernetes,
  vault,
  consul,
  elasticsearch,
  kibana,
  grafana,
  gitea,
  harbor,
  artifactory,
  jenkins,
  atlassian,
  springSecurity,
  aspnet,
  jsonwebtoken,
  oauth2JwtBearer,
  express,
  fastifyJwt,
  hapi,
  django,
  fastapi,
  flask,
  rails,
  laravel,
  symfonyJwt,
  wordpress,
  supabase,
  hasura,
  directus,
  airflow,
  couchdb,
  vite,
  mongodbAtlas,
  stripe,
  slack,
  shopify,
  salesforce,
  hubspot,
  discord,
  notion,
  spotify,
  xTwitter,
  facebook,
  linkedin,
  openai,
  anthropic,
  huggingface,
  mapbox,
  fastly,
  pypi,
  npm,
  appleApns,
  twilio,
  dropbox,
  sharepoint,
  zendesk,
  paypal,
  telegram,
  twitch,
  datadog,
  sendgrid,
  vercel,
  plaid,
];
