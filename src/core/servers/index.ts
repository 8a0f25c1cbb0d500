import { lazyPattern } from '../facts/pattern.ts';
import type { Server } from '../facts/sign.ts';
import adyen from './adyen.json' with { type: 'json' };
import airflow from './airflow.json' with { type: 'json' };
import airtable from './airtable.json' with { type: 'json' };
import akamai from './akamai.json' with { type: 'json' };
import algolia from './algolia.json' with { type: 'json' };
import aliyun from './aliyun.json' with { type: 'json' };
import amazonSpApi from './amazon-sp-api.json' with { type: 'json' };
import anthropic from './anthropic.json' with { type: 'json' };
import apache from './apache.json' with { type: 'json' };
import apigee from './apigee.json' with { type: 'json' };
import apilayer from './apilayer.json' with { type: 'json' };
import apisix from './apisix.json' with { type: 'json' };
import apollo from './apollo.json' with { type: 'json' };
import appleApns from './apple-apns.json' with { type: 'json' };
import argoCd from './argo-cd.json' with { type: 'json' };
import artifactory from './artifactory.json' with { type: 'json' };
import asana from './asana.json' with { type: 'json' };
import aspnet from './aspnet.json' with { type: 'json' };
import atlassian from './atlassian.json' with { type: 'json' };
import atproto from './atproto.json' with { type: 'json' };
import auth0 from './auth0.json' with { type: 'json' };
import authelia from './authelia.json' with { type: 'json' };
import aws from './aws.json' with { type: 'json' };
import awsApigateway from './aws-apigateway.json' with { type: 'json' };
import awsCognito from './aws-cognito.json' with { type: 'json' };
import awsWaf from './aws-waf.json' with { type: 'json' };
import azureApim from './azure-apim.json' with { type: 'json' };
import azureApplicationGateway from './azure-application-gateway.json' with { type: 'json' };
import azureArm from './azure-arm.json' with { type: 'json' };
import azureDevops from './azure-devops.json' with { type: 'json' };
import azureFrontDoor from './azure-front-door.json' with { type: 'json' };
import azureStorage from './azure-storage.json' with { type: 'json' };
import backblazeB2 from './backblaze-b2.json' with { type: 'json' };
import baiduAi from './baidu-ai.json' with { type: 'json' };
import binance from './binance.json' with { type: 'json' };
import bitbucket from './bitbucket.json' with { type: 'json' };
import box from './box.json' with { type: 'json' };
import calendly from './calendly.json' with { type: 'json' };
import circleci from './circleci.json' with { type: 'json' };
import clerk from './clerk.json' with { type: 'json' };
import clickup from './clickup.json' with { type: 'json' };
import cloudflare from './cloudflare.json' with { type: 'json' };
import cloudflareApi from './cloudflare-api.json' with { type: 'json' };
import cloudfront from './cloudfront.json' with { type: 'json' };
import coinbase from './coinbase.json' with { type: 'json' };
import consul from './consul.json' with { type: 'json' };
import containerRegistry from './container-registry.json' with { type: 'json' };
import contentful from './contentful.json' with { type: 'json' };
import couchdb from './couchdb.json' with { type: 'json' };
import databricks from './databricks.json' with { type: 'json' };
import datadog from './datadog.json' with { type: 'json' };
import datadome from './datadome.json' with { type: 'json' };
import deepl from './deepl.json' with { type: 'json' };
import dingtalk from './dingtalk.json' with { type: 'json' };
import directus from './directus.json' with { type: 'json' };
import discord from './discord.json' with { type: 'json' };
import django from './django.json' with { type: 'json' };
import dropbox from './dropbox.json' with { type: 'json' };
import ebay from './ebay.json' with { type: 'json' };
import elasticsearch from './elasticsearch.json' with { type: 'json' };
import entraId from './entra-id.json' with { type: 'json' };
import envoy from './envoy.json' with { type: 'json' };
import express from './express.json' with { type: 'json' };
import f5Asm from './f5-asm.json' with { type: 'json' };
import facebook from './facebook.json' with { type: 'json' };
import fastapi from './fastapi.json' with { type: 'json' };
import fastifyJwt from './fastify-jwt.json' with { type: 'json' };
import fastly from './fastly.json' with { type: 'json' };
import feishu from './feishu.json' with { type: 'json' };
import fitbit from './fitbit.json' with { type: 'json' };
import flask from './flask.json' with { type: 'json' };
import flickr from './flickr.json' with { type: 'json' };
import freshdesk from './freshdesk.json' with { type: 'json' };
import gitea from './gitea.json' with { type: 'json' };
import github from './github.json' with { type: 'json' };
import gitlab from './gitlab.json' with { type: 'json' };
import gocardless from './gocardless.json' with { type: 'json' };
import google from './google.json' with { type: 'json' };
import googleAds from './google-ads.json' with { type: 'json' };
import googleFrontend from './google-frontend.json' with { type: 'json' };
import googleGemini from './google-gemini.json' with { type: 'json' };
import googleMaps from './google-maps.json' with { type: 'json' };
import grafana from './grafana.json' with { type: 'json' };
import hapi from './hapi.json' with { type: 'json' };
import haproxy from './haproxy.json' with { type: 'json' };
import harbor from './harbor.json' with { type: 'json' };
import hasura from './hasura.json' with { type: 'json' };
import heroku from './heroku.json' with { type: 'json' };
import hetznerCloud from './hetzner-cloud.json' with { type: 'json' };
import homeAssistant from './home-assistant.json' with { type: 'json' };
import huaweiCloud from './huawei-cloud.json' with { type: 'json' };
import hubspot from './hubspot.json' with { type: 'json' };
import huggingface from './huggingface.json' with { type: 'json' };
import iis from './iis.json' with { type: 'json' };
import imperva from './imperva.json' with { type: 'json' };
import influxdb from './influxdb.json' with { type: 'json' };
import intercom from './intercom.json' with { type: 'json' };
import jenkins from './jenkins.json' with { type: 'json' };
import jsonwebtoken from './jsonwebtoken.json' with { type: 'json' };
import jumpcloud from './jumpcloud.json' with { type: 'json' };
import kakao from './kakao.json' with { type: 'json' };
import keycloak from './keycloak.json' with { type: 'json' };
import kibana from './kibana.json' with { type: 'json' };
import klaviyo from './klaviyo.json' with { type: 'json' };
import kong from './kong.json' with { type: 'json' };
import kraken from './kraken.json' with { type: 'json' };
import kubernetes from './kubernetes.json' with { type: 'json' };
import laravel from './laravel.json' with { type: 'json' };
import launchdarkly from './launchdarkly.json' with { type: 'json' };
import line from './line.json' with { type: 'json' };
import linear from './linear.json' with { type: 'json' };
import linkedin from './linkedin.json' with { type: 'json' };
import linkerd from './linkerd.json' with { type: 'json' };
import linode from './linode.json' with { type: 'json' };
import locationiq from './locationiq.json' with { type: 'json' };
import logto from './logto.json' with { type: 'json' };
import magento from './magento.json' with { type: 'json' };
import mailchimp from './mailchimp.json' with { type: 'json' };
import mailgun from './mailgun.json' with { type: 'json' };
import mapbox from './mapbox.json' with { type: 'json' };
import mashery from './mashery.json' with { type: 'json' };
import mastodon from './mastodon.json' with { type: 'json' };
import maxmind from './maxmind.json' with { type: 'json' };
import mercadoLibre from './mercado-libre.json' with { type: 'json' };
import microsoftGraph from './microsoft-graph.json' with { type: 'json' };
import mollie from './mollie.json' with { type: 'json' };
import monday from './monday.json' with { type: 'json' };
import mongodbAtlas from './mongodb-atlas.json' with { type: 'json' };
import nextcloud from './nextcloud.json' with { type: 'json' };
import nginx from './nginx.json' with { type: 'json' };
import notion from './notion.json' with { type: 'json' };
import npm from './npm.json' with { type: 'json' };
import oauth2JwtBearer from './oauth2-jwt-bearer.json' with { type: 'json' };
import oauth2Proxy from './oauth2-proxy.json' with { type: 'json' };
import okta from './okta.json' with { type: 'json' };
import okx from './okx.json' with { type: 'json' };
import openai from './openai.json' with { type: 'json' };
import oracleOci from './oracle-oci.json' with { type: 'json' };
import oryOathkeeper from './ory-oathkeeper.json' with { type: 'json' };
import paypal from './paypal.json' with { type: 'json' };
import pipedrive from './pipedrive.json' with { type: 'json' };
import plaid from './plaid.json' with { type: 'json' };
import powerBi from './power-bi.json' with { type: 'json' };
import pypi from './pypi.json' with { type: 'json' };
import rails from './rails.json' with { type: 'json' };
import { readServers } from './readServers.ts';
import rubygems from './rubygems.json' with { type: 'json' };
import salesforce from './salesforce.json' with { type: 'json' };
import scaleway from './scaleway.json' with { type: 'json' };
import sendgrid from './sendgrid.json' with { type: 'json' };
import sharepoint from './sharepoint.json' with { type: 'json' };
import shopify from './shopify.json' with { type: 'json' };
import slack from './slack.json' with { type: 'json' };
import snowflake from './snowflake.json' with { type: 'json' };
import splunk from './splunk.json' with { type: 'json' };
import spotify from './spotify.json' with { type: 'json' };
import springSecurity from './spring-security.json' with { type: 'json' };
import square from './square.json' with { type: 'json' };
import squid from './squid.json' with { type: 'json' };
import stackExchange from './stack-exchange.json' with { type: 'json' };
import steam from './steam.json' with { type: 'json' };
import strapi from './strapi.json' with { type: 'json' };
import strava from './strava.json' with { type: 'json' };
import stripe from './stripe.json' with { type: 'json' };
import stytch from './stytch.json' with { type: 'json' };
import sucuri from './sucuri.json' with { type: 'json' };
import supabase from './supabase.json' with { type: 'json' };
import symfonyJwt from './symfony-jwt.json' with { type: 'json' };
import telegram from './telegram.json' with { type: 'json' };
import terraformCloud from './terraform-cloud.json' with { type: 'json' };
import tesla from './tesla.json' with { type: 'json' };
import traefik from './traefik.json' with { type: 'json' };
import twilio from './twilio.json' with { type: 'json' };
import twitch from './twitch.json' with { type: 'json' };
import tyk from './tyk.json' with { type: 'json' };
import unifi from './unifi.json' with { type: 'json' };
import vault from './vault.json' with { type: 'json' };
import vercel from './vercel.json' with { type: 'json' };
import vite from './vite.json' with { type: 'json' };
import vk from './vk.json' with { type: 'json' };
import volcengine from './volcengine.json' with { type: 'json' };
import webex from './webex.json' with { type: 'json' };
import wordfence from './wordfence.json' with { type: 'json' };
import wordpress from './wordpress.json' with { type: 'json' };
import wso2Apim from './wso2-apim.json' with { type: 'json' };
import xTwitter from './x-twitter.json' with { type: 'json' };
import xero from './xero.json' with { type: 'json' };
import zabbix from './zabbix.json' with { type: 'json' };
import zendesk from './zendesk.json' with { type: 'json' };
import zitadel from './zitadel.json' with { type: 'json' };
import zoho from './zoho.json' with { type: 'json' };
import zoom from './zoom.json' with { type: 'json' };

/** Every server we know; where two are recognized, the special one goes before what stands in front. */
export const servers: readonly Server[] = readServers(
  [
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
    airtable,
    asana,
    linear,
    monday,
    intercom,
    square,
    xero,
    zoom,
    hetznerCloud,
    heroku,
    aliyun,
    oracleOci,
    snowflake,
    databricks,
    rubygems,
    strava,
    powerBi,
    azureDevops,
    amazonSpApi,
    googleMaps,
    googleGemini,
    googleAds,
    algolia,
    contentful,
    strapi,
    terraformCloud,
    fitbit,
    tesla,
    steam,
    ebay,
    oryOathkeeper,
    wso2Apim,
    logto,
    jumpcloud,
    adyen,
    mollie,
    box,
    klaviyo,
    linkerd,
    linode,
    circleci,
    mailchimp,
    mailgun,
    mashery,
    mastodon,
    backblazeB2,
    binance,
    okx,
    kraken,
    stackExchange,
    flickr,
    unifi,
    zabbix,
    zoho,
    atproto,
    apollo,
    mercadoLibre,
    coinbase,
    feishu,
    dingtalk,
    baiduAi,
    volcengine,
    huaweiCloud,
    vk,
    kakao,
    line,
    magento,
    nextcloud,
    argoCd,
    influxdb,
    clerk,
    stytch,
    freshdesk,
    clickup,
    pipedrive,
    calendly,
    scaleway,
    launchdarkly,
    maxmind,
    locationiq,
    apilayer,
    deepl,
    gocardless,
    webex,
    homeAssistant,
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
    splunk,
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
  ],
  lazyPattern,
).servers;
